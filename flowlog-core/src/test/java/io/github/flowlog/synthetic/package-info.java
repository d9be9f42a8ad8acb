/** Tests of the generator, and {@link io.github.flowlog.synthetic.LogMutator}, which damages documents for differential tests. */
@NullMarked
package io.github.flowlog.synthetic;

import org.jspecify.annotations.NullMarked;
