package io.github.flowlog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Names of IP protocols.
 *
 * <p><b>Source:</b> the keywords of IANA's registry "Assigned Internet Protocol Numbers", numbers 0 to 147, without the
 * remark "(deprecated)". Numbers that are unassigned, reserved, experimental or assigned without a keyword have none.
 */
public final class IpProtocol {
    /** ICMP for IPv4. */
    public static final int ICMP = 1;
    /** TCP. */
    public static final int TCP = 6;
    /** UDP. */
    public static final int UDP = 17;

    private static final int NUMBERS = 256;

    /** A keyword for each number from 0 on; nothing between two commas where the registry has no keyword. */
    private static final String ASSIGNED = "HOPOPT,ICMP,IGMP,GGP,IPv4,ST,TCP,CBT,EGP,IGP," // 0
            + "BBN-RCC-MON,NVP-II,PUP,ARGUS,EMCON,XNET,CHAOS,UDP,MUX,DCN-MEAS," // 10
            + "HMP,PRM,XNS-IDP,TRUNK-1,TRUNK-2,LEAF-1,LEAF-2,RDP,IRTP,ISO-TP4," // 20
            + "NETBLT,MFE-NSP,MERIT-INP,DCCP,3PC,IDPR,XTP,DDP,IDPR-CMTP,TP++," // 30
            + "IL,IPv6,SDRP,IPv6-Route,IPv6-Frag,IDRP,RSVP,GRE,DSR,BNA," // 40
            + "ESP,AH,I-NLSP,SWIPE,NARP,Min-IPv4,TLSP,SKIP,IPv6-ICMP,IPv6-NoNxt," // 50
            + "IPv6-Opts,,CFTP,,SAT-EXPAK,KRYPTOLAN,RVD,IPPC,,SAT-MON," // 60
            + "VISA,IPCV,CPNX,CPHB,WSN,PVP,BR-SAT-MON,SUN-ND,WB-MON,WB-EXPAK," // 70
            + "ISO-IP,VMTP,SECURE-VMTP,VINES,IPTM,NSFNET-IGP,DGP,TCF,EIGRP,OSPFIGP," // 80
            + "Sprite-RPC,LARP,MTP,AX.25,IPIP,MICP,SCC-SP,ETHERIP,ENCAP,," // 90
            + "GMTP,IFMP,PNNI,PIM,ARIS,SCPS,QNX,A/N,IPComp,SNP," // 100
            + "Compaq-Peer,IPX-in-IP,VRRP,PGM,,L2TP,DDX,IATP,STP,SRP," // 110
            + "UTI,SMP,SM,PTP,ISIS over IPv4,FIRE,CRTP,CRUDP,SSCOPMCE,IPLT," // 120
            + "SPS,PIPE,SCTP,FC,RSVP-E2E-IGNORE,Mobility Header,UDPLite,MPLS-in-IP,manet,HIP," // 130
            + "Shim6,WESP,ROHC,Ethernet,AGGFRAG,NSH,Homa,BIT-EMU"; // 140

    private static final String[] KEYWORDS = keywords();
    private static final Map<String, Integer> NUMBER_BY_KEYWORD = numbersByKeyword();

    private IpProtocol() {}

    /**
     * The keyword of a protocol, or the number in decimal where there is no keyword.
     *
     * @throws IndexOutOfBoundsException when the number is not 0 to 255
     */
    public static String keyword(int number) {
        return KEYWORDS[Objects.checkIndex(number, NUMBERS)];
    }

    /** The number of a protocol given by its keyword, in any case, or as a decimal number from 0 to 255; -1 for any other text. */
    public static int numberOf(String keywordOrNumber) {
        Integer number = NUMBER_BY_KEYWORD.get(keywordOrNumber.toLowerCase(Locale.ROOT));
        return number == null ? decimal(keywordOrNumber) : number;
    }

    private static int decimal(String text) {
        int number = 0;
        for (int at = 0; at < text.length(); at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + (digit - '0');
            if (number >= NUMBERS) {
                return -1;
            }
        }
        return text.isEmpty() ? -1 : number;
    }

    private static String[] keywords() {
        String[] assigned = ASSIGNED.split(",", -1);
        String[] keywords = new String[NUMBERS];
        for (int number = 0; number < NUMBERS; number++) {
            boolean named = number < assigned.length && !assigned[number].isEmpty();
            keywords[number] = named ? assigned[number] : Integer.toString(number);
        }
        return keywords;
    }

    private static Map<String, Integer> numbersByKeyword() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < NUMBERS; number++) {
            numbers.put(KEYWORDS[number].toLowerCase(Locale.ROOT), number);
        }
        return Map.copyOf(numbers);
    }
}
