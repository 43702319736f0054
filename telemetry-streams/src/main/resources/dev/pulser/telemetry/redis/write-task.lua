-- Merges what is told about a task into its hash, unless it is an event and the hash knows newer ones.
-- KEYS[1] the hash · ARGV[1] seq, -1 for what is no event · ARGV[2] expiry in milliseconds · then field, value, field, value …
-- Answers 1 when written, 0 when the hash was newer.
local known = redis.pcall('HGET', KEYS[1], 'seq')
if type(known) == 'table' and known.err then
    -- Somebody else's value under our key.
    redis.call('DEL', KEYS[1])
    known = false
end
if tonumber(ARGV[1]) >= 0 then
    if known and tonumber(known) and tonumber(known) >= tonumber(ARGV[1]) then
        return 0
    end
    redis.call('HSET', KEYS[1], 'seq', ARGV[1])
end
redis.call('HSET', KEYS[1], unpack(ARGV, 3))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
