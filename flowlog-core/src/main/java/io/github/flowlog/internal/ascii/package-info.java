/** Times of records and MAC addresses as ASCII text, without a String in between. */
@NullMarked
package io.github.flowlog.internal.ascii;

import org.jspecify.annotations.NullMarked;
