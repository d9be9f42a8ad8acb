/** Files that give names to networks: reading them into {@link io.github.flowlog.net.NamedNetworks}. */
@NullMarked
package io.github.flowlog.adx.networks;

import org.jspecify.annotations.NullMarked;
