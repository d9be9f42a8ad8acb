/**
 * A second reader of flow logs that is plain instead of fast, to judge {@link io.github.flowlog.FlowLogReader}.
 *
 * <p>{@link io.github.flowlog.oracle.OracleReader} is the entry point. It shares no parsing code with the library: JSON
 * is read by jackson-core, tuples are split by {@link String#split}, times are read by {@code java.time}. It keeps the
 * whole input and a tree of it in memory.
 */
@NullMarked
package io.github.flowlog.oracle;

import org.jspecify.annotations.NullMarked;
