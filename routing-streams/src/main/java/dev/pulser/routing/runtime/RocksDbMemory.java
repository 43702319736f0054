// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * Limit of the off-heap memory of all RocksDB stores of this process: a shared block cache that includes indexes,
 * filters and write buffers. The cache is never closed.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

    static final String CACHE_BYTES = "pulser.rocksdb.cache-bytes";
    static final String WRITE_BUFFER_BYTES = "pulser.rocksdb.write-buffer-bytes";

    /** Write buffer of one store in bytes. */
    private static final long STORE_BUFFER_BYTES = 4L << 20;

    private static final Map<Bounds, Shared> SHARED = new ConcurrentHashMap<>();

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var shared = SHARED.computeIfAbsent(Bounds.of(configs), Shared::of);
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(shared.cache).setCacheIndexAndFilterBlocks(true).setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table)
                .setWriteBufferManager(shared.writeBuffers)
                .setWriteBufferSize(STORE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(2)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setKeepLogFileNum(1);
    }

    @Override
    public void close(String storeName, Options options) {
        // the cache and the write buffers are shared with open stores
    }

    private record Bounds(long cacheBytes, long writeBufferBytes) {

        static Bounds of(Map<String, Object> configs) {
            return new Bounds(number(configs, CACHE_BYTES), number(configs, WRITE_BUFFER_BYTES));
        }

        private static long number(Map<String, Object> configs, String key) {
            return Long.parseLong(String.valueOf(configs.get(key)));
        }
    }

    private record Shared(Cache cache, WriteBufferManager writeBuffers) {

        static Shared of(Bounds bounds) {
            RocksDB.loadLibrary();
            var cache = new LRUCache(bounds.cacheBytes());
            return new Shared(cache, new WriteBufferManager(bounds.writeBufferBytes(), cache));
        }
    }
}
