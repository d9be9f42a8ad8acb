/** Tests of the cluster: addresses, quoting, and the SDK behind the small interfaces. */
@org.jspecify.annotations.NullMarked
package io.github.flowlog.adx.kusto;
