/**
 * Programs for node that tests talk to: {@link io.github.flowlog.adx.node.NodeProject} installs them,
 * {@link io.github.flowlog.adx.node.KqlParser} asks Microsoft's parser, {@link io.github.flowlog.adx.node.Azurite} is a storage account.
 */
@NullMarked
package io.github.flowlog.adx.node;

import org.jspecify.annotations.NullMarked;
