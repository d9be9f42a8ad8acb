/** Gates: a benchmark's numbers count only while its contenders compute the same. */
@NullMarked
package io.github.flowlog.bench;

import org.jspecify.annotations.NullMarked;
