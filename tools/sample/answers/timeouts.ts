import type { SampleAnswer } from '../types'

export const timeouts: SampleAnswer = {
  slug: 'which-timeout-is-running',
  topic: 'connections-and-sockets',
  title: 'Timeouts: which clock is running when a request hangs',
  summary:
    'Three clocks can end a request, and only one of them measures how long it takes. Find out which one rang before you make any of them longer.',
  tags: ['timeouts', 'urlsession', 'tcp'],
  aliases: ['request timed out', '-1001', 'connection reset by peer', 'idle connection'],
  appliesTo: ['URLSession', 'Network framework', 'any proxy in between'],
  reviewAt: '2027-02-01',
  views: 17450,
  lead: `\`-1001\` says that a clock rang. It does not say which.`,
  sections: {
    three: {
      heading: 'Three clocks',
      body: `1. **Connecting.** From the first SYN until there is an answer. Firewalls that drop packets in silence make this one ring.
2. **Silence.** \`timeoutIntervalForRequest\` starts anew with every byte. A server that thinks for 61 seconds rings it; a slow download does not.
3. **The whole.** \`timeoutIntervalForResource\`, seven days by default, is the only one that measures how long a task takes.`,
    },
    silence: {
      heading: 'The clock that counts silence',
      body: `Nearly every "randomly after exactly 60 seconds" is this one, or its twin in a proxy. Balancers and firewalls forget a connection that says nothing for a minute; the next byte then meets a stranger and is answered with a reset. Let the server send something while it works, or ask with short requests and poll.

\`\`\`typescript
// Server: a comment line every 20 seconds keeps an event stream known to every box on the way.
const heartbeat = setInterval(() => response.write(': still here\\n\\n'), 20_000)
\`\`\``,
    },
    retry: {
      heading: 'What to do when it rings',
      body: `Retry what may be retried, once, on a new connection. A reused connection that died while idle fails at once, and the second attempt succeeds: that is not flakiness, it is how keep-alive works. Give requests that change something a key of your own, so that the server can tell a retry from a second order.`,
    },
  },
  revisions: [
    { at: '2025-08-05', by: 'Tomasz Wrona', note: 'First published.', significance: 'major', sections: ['three', 'silence'] },
    {
      at: '2026-06-30',
      by: 'Tomasz Wrona',
      reviewer: 'Ines Okafor',
      note: 'When to retry, and how not to order twice.',
      significance: 'major',
      sections: ['three', 'silence', 'retry'],
    },
  ],
}
