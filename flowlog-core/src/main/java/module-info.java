/**
 * Azure network flow logs (NSG versions 1 and 2, VNet version 4) as columns of primitives.
 *
 * <p>Start at {@link io.github.flowlog.FlowLogReader}. The module needs nothing but {@code java.base}.
 */
module io.github.flowlog.core {
    requires static org.jspecify;

    exports io.github.flowlog;
    exports io.github.flowlog.aggregate;
    exports io.github.flowlog.encode;
    exports io.github.flowlog.filter;
    exports io.github.flowlog.net;
    exports io.github.flowlog.problem;
    exports io.github.flowlog.synthetic;
}
