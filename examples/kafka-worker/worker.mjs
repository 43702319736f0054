// SPDX-License-Identifier: AGPL-3.0-only
// An agent of kind `kafka`: counts the words of the payload's `text`. Run as many of it as you like.
import { setImmediate as breathe } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'

const group = `pulser.agent.${process.env.PULSER_AGENT ?? 'wordsmith'}` // Pulser looks here whether anybody is at work
const brokers = (process.env.PULSER_KAFKA_BOOTSTRAP ?? '127.0.0.1:19092').split(',')
const kafka = new Kafka({ clientId: `${group}-worker`, brokers, logLevel: logLevel.WARN })
const consumer = kafka.consumer({ groupId: group })
const producer = kafka.producer()
const done = new Map() // idempotency key → result: a task that comes again is answered, not done again
const running = new Map() // task and epoch → what stops it
const idOf = ({ task_id, epoch }) => `${task_id} ${epoch}`

async function say ({ task_id, epoch }, outcome) {
  const value = JSON.stringify({ task_id, epoch, ...outcome })
  await producer.send({ topic: `${group}.outcomes`, messages: [{ key: task_id, value }] })
}

async function countWords (assignment, signal) {
  const text = assignment.payload.text
  if (typeof text !== 'string') throw new Error('the payload needs a member "text" that is a string')
  const lines = text.split('\n')
  const counts = new Map()
  let all = 0
  for (const [i, line] of lines.entries()) {
    for (const [word] of line.toLowerCase().matchAll(/\p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1), all++
    if (i % 1000 === 999) {
      await say(assignment, { status: 'progress', message: `${i + 1} lines`, fraction: (i + 1) / lines.length })
      await breathe() // lets a cancellation in
      signal.throwIfAborted()
    }
  }
  return { words: all, most: Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]).slice(0, 5)) }
}

async function work (assignment) {
  const stop = new AbortController()
  running.set(idOf(assignment), stop)
  try {
    const key = assignment.idempotency_key
    if (!done.has(key)) done.set(key, await countWords(assignment, stop.signal))
    if (done.size > 1000) done.delete(done.keys().next().value)
    await say(assignment, { status: 'succeeded', output: done.get(key) })
  } catch (error) {
    if (!stop.signal.aborted) await say(assignment, { status: 'failed', code: 'word-count-failed', reason: error.message })
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
    else if (Date.parse(record.deadline) > Date.now()) work(record).catch(console.error) // not awaited: cancellations pass
  }
})
