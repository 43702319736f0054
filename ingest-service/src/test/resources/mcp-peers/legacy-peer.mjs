// SPDX-License-Identifier: AGPL-3.0-only
// The TypeScript SDK that opens with initialize.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { scenario } from './scenario.mjs';

const client = new Client({ name: 'legacy-peer', version: '1' });
await client.connect(new StreamableHTTPClientTransport(new URL(process.argv[2])));
await client.ping();
const open = await scenario(client);

const told = [];
const waited = await client.callTool({ name: 'wait_for_task', arguments: { task_id: open, timeout_seconds: 1 } }, undefined, {
  onprogress: (progress) => told.push(progress),
});
assert.equal(waited.structuredContent.status, 'queued');
assert.ok(told.length > 0 && told[0].total === 1, JSON.stringify(told));
await client.close();
