/**
 * Fuzz targets: properties that hold for any bytes.
 *
 * <p>Each target is a class with a static method {@code fuzzerTestOneInput}, which throws when its property does not
 * hold. Every build checks it on a corpus; {@code -Pfuzz} lets Jazzer look for inputs that break it, in a process of
 * its own so that no other test runs instrumented.
 */
@NullMarked
package io.github.flowlog.fuzz;

import org.jspecify.annotations.NullMarked;
