/**
 * Benchmarks of flowlog against its peers, each started by name through JMH, and {@link MemoryProbe}.
 *
 * <p>What the contenders of a benchmark compute is checked by the tests of this module: a number counts only when they
 * pass.
 */
@NullMarked
package io.github.flowlog.bench;

import org.jspecify.annotations.NullMarked;
