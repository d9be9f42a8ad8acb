/** Compression of batches on all cores. */
@NullMarked
package io.github.flowlog.adx.gzip;

import org.jspecify.annotations.NullMarked;
