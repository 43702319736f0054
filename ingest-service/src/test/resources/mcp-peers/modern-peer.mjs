// SPDX-License-Identifier: AGPL-3.0-only
// The TypeScript SDK of 2026-07-28: once told the version, once finding it out by itself.
import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { scenario } from './scenario.mjs';

for (const mode of [{ pin: '2026-07-28' }, 'auto', 'legacy']) {
  const client = new Client({ name: 'modern-peer', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(process.argv[2])));
  assert.equal(client.getProtocolEra(), mode === 'legacy' ? 'legacy' : 'modern');
  const open = await scenario(client);

  const told = [];
  const waited = await client.callTool({ name: 'wait_for_task', arguments: { task_id: open, timeout_seconds: 1 } }, {
    onprogress: (progress) => told.push(progress),
  });
  assert.equal(waited.structuredContent.status, 'queued');
  assert.ok(told.length > 0 && told[0].total === 1, JSON.stringify(told));
  await client.close();
}
