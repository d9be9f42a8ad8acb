/**
 * From bytes to the tuples of a record: JSON structure, known keys, the shapes of a record.
 *
 * <p>Everything here works on a {@link io.github.flowlog.internal.scan.Window} that holds a whole top-level record; a
 * record that is not there in full is parsed again when more bytes have come.
 */
@NullMarked
package io.github.flowlog.internal.scan;

import org.jspecify.annotations.NullMarked;
