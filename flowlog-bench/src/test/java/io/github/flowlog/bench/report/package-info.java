/** Tests of the report, from fixed results. */
@NullMarked
package io.github.flowlog.bench.report;

import org.jspecify.annotations.NullMarked;
