/**
 * Numbers, times and foreign text as people type and read them.
 *
 * <p>Knows nothing of commands and terminals. {@link io.github.flowlog.adx.cli.text.SafeText} decides what of a log, a file name
 * or a message may reach a terminal as it is.
 */
@NullMarked
package io.github.flowlog.adx.cli.text;

import org.jspecify.annotations.NullMarked;
