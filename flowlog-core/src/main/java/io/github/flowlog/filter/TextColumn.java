package io.github.flowlog.filter;

/** A column of text that a pattern can be held against. */
enum TextColumn {
    /** Column AclRule. */
    RULE,
    /** Column AclGroup: the name of the NSG, or the ACL id where it is no resource id. */
    ACL,
    /** Column MacAddress; patterns are normalised to 12 upper-case hex digits and {@code *}. */
    MAC,
    /** Column Resource: the name of what the log is about. */
    RESOURCE,
    /** Column FlowEncryption; {@code encrypted} is the code X. */
    ENCRYPTION
}
