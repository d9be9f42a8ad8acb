/** From the text of one flow tuple to one row. */
@NullMarked
package io.github.flowlog.internal.tuple;

import org.jspecify.annotations.NullMarked;
