// SPDX-License-Identifier: AGPL-3.0-only
// Agent of kind `kafka` that counts the words of `payload.text`. Several instances share the work.
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'

const group = `pulser.agent.${process.env.PULSER_AGENT ?? 'wordsmith'}` // the agent is healthy while this group has members
const brokers = (process.env.PULSER_KAFKA_BOOTSTRAP ?? '127.0.0.1:19092').split(',')
const kafka = new Kafka({ clientId: `${group}-worker`, brokers, logLevel: logLevel.WARN })
const consumer = kafka.consumer({ groupId: group })
const producer = kafka.producer()
const results = new Map() // results by idempotency key: a repeated task gets the stored result
const running = new Map() // abort controllers by task id and epoch
const idOf = ({ task_id, epoch }) => `${task_id} ${epoch}`

async function publish ({ task_id, epoch }, outcome) {
  const value = JSON.stringify({ task_id, epoch, ...outcome })
  await producer.send({ topic: `${group}.outcomes`, messages: [{ key: task_id, value }] })
}

async function countWords (assignment, signal) {
  const text = assignment.payload.text
  if (typeof text !== 'string') throw new Error('payload.text must be a string')
  const lines = text.split('\n')
  const counts = new Map()
  let total = 0
  for (const [i, line] of lines.entries()) {
    for (const [word] of line.toLowerCase().matchAll(/\p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1), total++
    if (i % 1000 === 999) {
      await publish(assignment, { status: 'progress', message: `${i + 1} lines`, fraction: (i + 1) / lines.length })
      await yieldToEvents() // lets a cancellation be received
      signal.throwIfAborted()
    }
  }
  return { words: total, most: Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]).slice(0, 5)) }
}

async function run (assignment) {
  const stop = new AbortController()
  running.set(idOf(assignment), stop)
  try {
    const key = assignment.idempotency_key
    if (!results.has(key)) results.set(key, await countWords(assignment, stop.signal))
    if (results.size > 1000) results.delete(results.keys().next().value)
    await publish(assignment, { status: 'succeeded', output: results.get(key) })
  } catch (error) {
    if (!stop.signal.aborted) await publish(assignment, { status: 'failed', code: 'word-count-failed', reason: error.message })
  } finally {
    running.delete(idOf(assignment))
  }
}

await Promise.all([producer.connect(), consumer.connect()])
await consumer.subscribe({ topic: `${group}.assignments`, fromBeginning: true })
await consumer.run({
  eachMessage: async ({ message }) => {
    const record = JSON.parse(message.value)
    if (record.cancel) running.get(idOf(record))?.abort()
    else if (Date.parse(record.deadline) > Date.now()) run(record).catch(console.error) // not awaited, so that cancellations are received
  }
})
