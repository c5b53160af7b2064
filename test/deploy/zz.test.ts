import { test } from 'vitest';
import { vsftpdPeer, proftpdPeer } from './peers.ts';
test('v', async () => { const p = await vsftpdPeer(); try { await p.target.connect(console.log); console.log('ok'); } catch (e) { console.log('V', e.message, e.cause, e.diagnostic?.message); } });
test('p', async () => { const p = await proftpdPeer(); try { await p.target.connect(console.log);  console.log('ok'); } catch (e) { console.log('P', e.message, e.diagnostic?.message); } });
