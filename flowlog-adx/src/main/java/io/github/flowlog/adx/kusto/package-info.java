/** An Azure Data Explorer cluster, as far as loading and asking need it: small interfaces, and the SDK behind them. */
@NullMarked
package io.github.flowlog.adx.kusto;

import org.jspecify.annotations.NullMarked;
