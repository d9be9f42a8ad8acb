/**
 * Seeded flow logs for tests, benchmarks and demonstrations: the same seed and options give the same bytes on every JDK.
 *
 * <p>Entry type: {@link io.github.flowlog.synthetic.FlowLogGenerator}. Three modes: logs that look statistically like
 * those Azure writes, logs whose fields are random (the worst case of caches and branch prediction), and logs that are
 * valid JSON but as awkward for a strict reader as JSON permits. Everything is written as bytes into one reused buffer, so
 * a gigabyte takes seconds and no memory. The package uses nothing of the parser, which makes it fit to test it.
 */
@NullMarked
package io.github.flowlog.synthetic;

import org.jspecify.annotations.NullMarked;
