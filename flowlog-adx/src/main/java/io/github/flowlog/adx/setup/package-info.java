/**
 * What a database of Azure Data Explorer needs before flow logs are loaded into it: the commands that make it, what differs from
 * them, and what stands in the way of a load.
 *
 * <p>Entry types: {@link io.github.flowlog.adx.setup.Setup}, {@link io.github.flowlog.adx.setup.Preflight}.
 */
@NullMarked
package io.github.flowlog.adx.setup;

import org.jspecify.annotations.NullMarked;
