CREATE OR REPLACE MACRO ipv4_number(ip) AS
CASE WHEN regexp_full_match(ip, '[0-9]{1,3}(\.[0-9]{1,3}){3}') THEN
    split_part(ip, '.', 1)::BIGINT * 16777216 + split_part(ip, '.', 2)::BIGINT * 65536
    + split_part(ip, '.', 3)::BIGINT * 256 + split_part(ip, '.', 4)::BIGINT END;

CREATE OR REPLACE MACRO ipv6_groups(part) AS
list_filter(string_split(part, ':'), lambda g: g <> '');

CREATE OR REPLACE MACRO ipv6_bits(ip) AS
array_to_string(list_transform(
    list_concat(
        list_concat(
            ipv6_groups(split_part(ip, '::', 1)),
            list_transform(
                range(8 - len(ipv6_groups(split_part(ip, '::', 1))) - len(ipv6_groups(split_part(ip, '::', 2)))),
                lambda i: '0')),
        ipv6_groups(split_part(ip, '::', 2))),
    lambda g: lpad(coalesce(bin(try_cast('0x' || g AS INTEGER)), '?'), 16, '0')), '');

CREATE OR REPLACE MACRO in_net(ip, net) AS
CASE WHEN net = '' OR ip = net THEN true
    WHEN NOT contains(net, '/') THEN false
    WHEN contains(net, ':') THEN contains(ip, ':')
        AND left(ipv6_bits(ip), split_part(net, '/', 2)::INTEGER)
            = left(ipv6_bits(split_part(net, '/', 1)), split_part(net, '/', 2)::INTEGER)
    ELSE coalesce(
        ipv4_number(ip) >> (32 - split_part(net, '/', 2)::INTEGER)
            = ipv4_number(split_part(net, '/', 1)) >> (32 - split_part(net, '/', 2)::INTEGER), false) END;
