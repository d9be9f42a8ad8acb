/** What a target that is no database writes down before and after each step, so that it can be told at any time what is done. */
@NullMarked
package io.github.flowlog.adx.journal;

import org.jspecify.annotations.NullMarked;
