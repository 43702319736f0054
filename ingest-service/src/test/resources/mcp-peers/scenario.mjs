// SPDX-License-Identifier: AGPL-3.0-only
// Scenario of an assistant, shared by the clients of both protocol revisions. Throws on any deviation.
import assert from 'node:assert/strict';

export async function scenario(client) {
  const call = (name, args, options) => client.callTool({ name, arguments: args }, ...options ?? []);
  const submit = async (outcome) => {
    const result = await call('submit_task', { task_type: 'documentation', payload: { outcome }, requester: 'node' });
    assert.ok(!result.isError, JSON.stringify(result));
    assert.equal(result.structuredContent.assigned_agent, 'maya');
    return result.structuredContent.task_id;
  };

  assert.equal(client.getServerVersion().name, 'pulser');
  const { tools } = await client.listTools();
  assert.equal(tools.length, 9);

  const done = await submit('completed');
  const ended = await call('wait_for_task', { task_id: done, timeout_seconds: 30 });
  assert.equal(ended.structuredContent.status, 'completed');
  assert.deepEqual(ended.structuredContent.result, { answer: 42 });

  const failed = await submit('failed');
  const failure = await call('wait_for_task', { task_id: failed, timeout_seconds: 30 });
  assert.equal(failure.structuredContent.status, 'failed');

  const open = await submit('none');
  const read = await call('get_task', { task_id: open, with_payload: true });
  assert.deepEqual(read.structuredContent.payload, { outcome: 'none' });
  const cancelled = await call('cancel_task', { task_id: open, reason: 'test' });
  assert.equal(cancelled.structuredContent.task_id, open);

  for (const name of ['list_tasks', 'list_agents', 'list_queues', 'list_dead_letters']) {
    const listed = await call(name, {});
    assert.ok(!listed.isError, JSON.stringify(listed));
  }

  const wrong = await call('submit_task', { task_type: 'cooking', payload: {} });
  assert.ok(wrong.isError);
  assert.match(wrong.content[0].text, /Task type cooking is not assigned/);
  await assert.rejects(call('nothing', {}), /nothing/);
  return open;
}
