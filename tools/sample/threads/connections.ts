import type { SampleThread } from '../types'

export const connectionThreads: SampleThread[] = [
  {
    topic: 'connections-and-sockets',
    title: 'WebSocket closes with 1006 after exactly 60 seconds',
    by: 'Jonas Feld',
    at: '2026-11-22T19:02:00Z',
    tags: ['websocket', 'timeouts'],
    views: 2105,
    boosts: ['Rafael Nunes', 'Amara Eze'],
    body: 'Our WebSocket is up, both sides are happy, nothing is said for a while, and after sixty seconds to the dot it closes with 1006. Neither side sends a close frame. Where does it come from?',
    replies: [
      [
        'Rafael Nunes',
        'A round number is a setting. Which boxes are between the two? Ours was the balancer, with an idle time-out of a minute.',
        { accepted: true, boosts: ['Jonas Feld'] },
      ],
      ['Jonas Feld', 'The balancer. A ping every 25 seconds cured it, raising the time-out would have too.', { answers: 1 }],
      ['Tomasz Wrona', 'Keep the ping either way: the next firewall on the road has a minute of its own.', { answers: 2 }],
    ],
    covered: { answer: 'which-timeout-is-running', section: 'the-clock-that-counts-silence' },
  },
  {
    topic: 'connections-and-sockets',
    title: 'Requests time out at random behind a corporate firewall',
    by: 'Sunniva Dahl',
    at: '2026-08-11T08:15:00Z',
    tags: ['timeouts', 'urlsession', 'firewall'],
    views: 980,
    body: 'From the office network about one request in thirty fails with `-1001`; a retry always works at once. Everywhere else there is no trouble. The firewall people say that they see a reset from *us*.',
    replies: [
      [
        'Tomasz Wrona',
        'It fits a connection that the firewall has forgotten while it was idle. URLSession takes it from its pool, writes into the void, and gives up. How long are the pauses between your requests?',
        { boosts: ['Sunniva Dahl'] },
      ],
      [
        'Sunniva Dahl',
        'Anything from seconds to minutes. The failing ones all come after a pause of more than five minutes, now that you ask.',
        { answers: 1 },
      ],
      [
        'Tomasz Wrona',
        'Then let the server close idle connections after four, so that both ends agree that they are gone.',
        { accepted: true, answers: 2 },
      ],
    ],
    covered: { answer: 'which-timeout-is-running', section: 'what-to-do-when-it-rings' },
  },
  {
    topic: 'connections-and-sockets',
    title: 'NWListener accepts the first peer and then goes quiet',
    by: 'Kaito Mori',
    at: '2026-11-23T06:40:00Z',
    tags: ['network-framework', 'peer-to-peer'],
    views: 310,
    body: `The first peer connects, the handler is called, data flows. Every further peer stays in \`preparing\`. The listener still says \`ready\`.

\`\`\`swift
listener.newConnectionHandler = { connection in
    self.connection = connection
    connection.start(queue: .main)
}
\`\`\``,
    replies: [
      [
        'Owen Pryce',
        'You keep one connection. When the second arrives, the first is released and cancelled, and your peers take turns throwing each other out. Keep a set.',
        { accepted: true, boosts: ['Kaito Mori', 'Bram de Wit'] },
      ],
      ['Kaito Mori', 'A dictionary by endpoint did it. And I see now why the first one died so politely.', { answers: 1 }],
    ],
  },
  {
    topic: 'connections-and-sockets',
    title: 'Which of the two connections do I keep when both peers dial?',
    by: 'Rafael Nunes',
    at: '2026-10-05T13:00:00Z',
    tags: ['network-framework', 'peer-to-peer', 'bonjour'],
    views: 1420,
    boosts: ['Kaito Mori'],
    body: 'Every device browses and listens. A finds B and dials; at the same moment B finds A and dials too. Now there are two connections between the same two devices, and each side sends on another one. How do others decide?',
    replies: [
      [
        'Tomasz Wrona',
        'Give every device an identifier that lives for one run, send it first, and let the smaller one keep the connection that it dialled. Both sides come to the same verdict without a word more.',
        { accepted: true, boosts: ['Rafael Nunes', 'Kaito Mori', 'Leila Haddad'] },
      ],
      [
        'Leila Haddad',
        'We dial only from the side with the smaller name. It saves the second connection, and waits for ever if only the other one has seen us.',
        { answers: 1 },
      ],
    ],
  },
  {
    topic: 'connections-and-sockets',
    title: 'UDP datagrams above 1,200 bytes vanish on cellular',
    by: 'Amara Eze',
    at: '2026-06-18T21:11:00Z',
    tags: ['udp', 'mtu', 'cellular'],
    views: 530,
    body: 'On Wi-Fi our datagrams of 1,400 bytes arrive. On two carriers they do not, and nobody tells us. Anything up to about 1,200 gets through.',
    replies: [
      [
        'Owen Pryce',
        'The path is narrower than Ethernet: tunnels inside the carrier take their share. Nobody tells you because the message that would tell is dropped too.',
        {},
      ],
      [
        'Tomasz Wrona',
        '1,200 is what QUIC assumes everywhere, for this very reason. Cut your payload there, or probe upwards and remember what came back.',
        { accepted: true, boosts: ['Amara Eze'] },
      ],
    ],
  },
  {
    topic: 'connections-and-sockets',
    title: 'HTTP/3 works for one user and not for her neighbour',
    by: 'Priya Raman',
    at: '2026-05-07T07:50:00Z',
    tags: ['http3', 'quic', 'urlsession'],
    views: 270,
    body: 'Same app, same phone model, same provider. One gets HTTP/3, the other stays on HTTP/2 for ever. The server advertises it to both.',
    replies: [
      [
        'Bram de Wit',
        'Does the second one have a router that drops UDP on 443? Mine did until an update. URLSession tries, fails, and remembers for a while.',
      ],
    ],
  },
  {
    topic: 'connections-and-sockets',
    title: 'Server-sent events arrive in one lump at the end',
    by: 'Leila Haddad',
    at: '2026-11-12T11:25:00Z',
    tags: ['http', 'streaming', 'proxy'],
    views: 615,
    body: 'The stream is fine when I talk to the application server. Through the proxy nothing comes for half a minute and then everything at once.',
    replies: [
      ['Jonas Feld', 'The proxy buffers. For ours it was one header in the response, `X-Accel-Buffering: no`.', { accepted: true }],
      ['Leila Haddad', 'And compression, which waits for a full block. With both off it streams.', { answers: 1 }],
    ],
  },
]
