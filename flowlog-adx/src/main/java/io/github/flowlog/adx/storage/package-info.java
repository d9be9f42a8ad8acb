/**
 * Flow logs in storage accounts: what an account's URL means, which blobs are listed, and how a blob is read while it grows.
 *
 * <p>The Azure SDK is used by {@code AzureBlobContainer} and {@code StorageCredentials} only; all else knows the small interface
 * {@code BlobContainer}.
 */
@NullMarked
package io.github.flowlog.adx.storage;

import org.jspecify.annotations.NullMarked;
