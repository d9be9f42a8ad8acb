/** Tests of compression. */
@org.jspecify.annotations.NullMarked
package io.github.flowlog.adx.gzip;
