/**
 * Small programs to copy from, one idea each; a test runs every one of them on the logs in {@code examples/logs}.
 *
 * <p>{@link io.github.flowlog.examples.DeniedFlows} is the one to start with.
 */
@NullMarked
package io.github.flowlog.examples;

import org.jspecify.annotations.NullMarked;
