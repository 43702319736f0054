-- Merges an update of a task into its hash. An event that is not newer than the hash has no effect.
-- KEYS[1]: the hash. ARGV[1]: seq of the event, -1 for an update that is no event. ARGV[2]: expiry in milliseconds.
-- ARGV[3], ARGV[4], …: field, value, field, value, … Returns 1 when the hash was written, 0 when it was newer.
local stored = redis.pcall('HGET', KEYS[1], 'seq')
if type(stored) == 'table' and stored.err then
    -- A value of another type under this key.
    redis.call('DEL', KEYS[1])
    stored = false
end
local seq = tonumber(ARGV[1])
if seq >= 0 then
    if stored and tonumber(stored) >= seq then
        return 0
    end
    redis.call('HSET', KEYS[1], 'seq', ARGV[1])
end
redis.call('HSET', KEYS[1], unpack(ARGV, 3))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
