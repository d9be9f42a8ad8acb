package io.github.flowlog.synthetic;

/**
 * A rule as the log names it.
 *
 * @param name rule with its prefix
 * @param acl {@code aclID} of version 4
 * @param inbound direction of the flows that it decides
 * @param denied its decision
 * @param weight share of the minute's tuples, relative to the other rules
 * @param vnetOnly whether only virtual network flow logs know it
 */
record Rule(String name, String acl, boolean inbound, boolean denied, int weight, boolean vnetOnly) {}
