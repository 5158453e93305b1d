import type { SampleThread } from '../types'

export const tlsThreads: SampleThread[] = [
  {
    topic: 'tls-and-certificates',
    title: 'App rejects our renewed certificate with -1202, browsers accept it',
    by: 'Mara Lindqvist',
    at: '2026-11-19T08:41:00Z',
    tags: ['tls', 'certificates'],
    views: 1104,
    boosts: ['Owen Pryce', 'Kaito Mori', 'Priya Raman'],
    body: `We renewed the certificate of our API on Monday. Since then every request from the app ends with \`-1202\`, on every phone we own. The browsers on our desks open the same address without complaint.

\`\`\`
Task <5A1C>.<1> finished with error
  NSURLErrorDomain -1202
  _kCFStreamErrorCodeKey: -9807
\`\`\`

Is the device remembering the old certificate somewhere, and how do I make it forget?`,
    replies: [
      [
        'Owen Pryce',
        `No, a device keeps no memory of a leaf it once trusted. \`-9807\` says that it could not build a path to a root, which is a different complaint from "expired" or "wrong name".\n\nCould you ask the server from a machine that has never opened your site, and count the certificates that come back?`,
        { boosts: ['Mara Lindqvist'] },
      ],
      [
        'Mara Lindqvist',
        'One. And above it stands `unable to get local issuer certificate`. Before the renewal there were two; a colleague still has the output in a ticket.',
        { answers: 1 },
      ],
      [
        'Ines Okafor',
        `That is the whole story. Your server sends the leaf alone. The browsers have met the intermediate on other sites and put it in themselves; the app has not.\n\nNearly every renewal tool writes two files. Point the server at the longer one and reload:\n\n\`\`\`bash\nssl_certificate     /etc/tls/api/fullchain.pem;   # not cert.pem\n\`\`\``,
        { accepted: true, answers: 2, boosts: ['Mara Lindqvist', 'Owen Pryce', 'Leila Haddad'] },
      ],
    ],
    covered: { answer: 'tls-handshake-fails', section: 'look-at-the-chain-the-server-sends' },
  },
  {
    topic: 'tls-and-certificates',
    title: 'One host of four rejects the handshake',
    by: 'Jonas Feld',
    at: '2026-09-02T10:12:00Z',
    tags: ['tls', 'load-balancing'],
    views: 640,
    body: 'Behind our name are four machines. Every fourth request or so fails with `-9807` in the app. The same build worked before we added the fourth machine. Do I have to pin something?',
    replies: [
      [
        'Owen Pryce',
        'Ask each address by itself, with the name in the handshake. I would bet that the new one has another chain file.',
        { accepted: true },
      ],
      [
        'Jonas Feld',
        'It had: the intermediate was missing on that one. I compared the outputs of all four and it was plain to see.',
        { answers: 1 },
      ],
    ],
    covered: { answer: 'tls-handshake-fails', section: 'look-at-the-chain-the-server-sends' },
  },
  {
    topic: 'tls-and-certificates',
    title: 'Pinned domain breaks with every renewal',
    by: 'Priya Raman',
    at: '2026-04-14T15:30:00Z',
    tags: ['tls', 'pinning'],
    views: 3210,
    boosts: ['Bram de Wit', 'Amara Eze'],
    body: 'We followed a guide two years ago and pinned the certificate of our server. Every renewal since then has locked out whoever had not updated in time. With shorter lifetimes coming this happens twice a year. Is there a way to pin that survives a renewal?',
    replies: [
      [
        'Ines Okafor',
        'Move the pin up one step. The key of the authority outlives a dozen renewals, and you can name a spare beside it.',
        { accepted: true, boosts: ['Priya Raman', 'Jonas Feld'] },
      ],
      ['Bram de Wit', 'And write the date of the spare into your calendar. Ours had expired by the time we needed it.', { answers: 1 }],
    ],
    covered: { answer: 'tls-handshake-fails', section: 'pinning-and-how-to-survive-a-renewal' },
  },
  {
    topic: 'tls-and-certificates',
    title: 'How to test pinning without waiting for the next renewal',
    by: 'Amara Eze',
    at: '2026-11-02T09:05:00Z',
    tags: ['tls', 'pinning', 'testing'],
    views: 890,
    body: 'I have moved our pins to the authority, as advised here. How do I know that it works, short of waiting half a year and hoping?',
    replies: [
      [
        'Kaito Mori',
        'Sign a second certificate with the same key and serve it for an hour. If nobody notices, the pin holds.',
        { accepted: true },
      ],
      [
        'Rafael Nunes',
        'Then serve one from an authority you did not pin, on a staging name, and check that the app *does* complain. A pin that accepts everything passes the first test too.',
        { answers: 1, boosts: ['Amara Eze'] },
      ],
    ],
  },
  {
    topic: 'tls-and-certificates',
    title: 'Pinning behind a managed proxy that re-signs everything',
    by: 'Leila Haddad',
    at: '2026-10-30T12:44:00Z',
    tags: ['tls', 'pinning', 'enterprise'],
    views: 154,
    body: `A customer's own proxy opens every connection and signs it again with a company certificate, which is installed on all their devices. With pinning on, nobody in that company can sign in. Without it, our auditor objects. What do others do?`,
    replies: [
      [
        'Sunniva Dahl',
        'We ask the customer to exempt our two host names from inspection. Most do, once their own security people hear the word pinning.',
      ],
      ['Leila Haddad', 'That works for the large ones. The small ones do not know who runs their proxy.', { answers: 1 }],
    ],
  },
  {
    topic: 'tls-and-certificates',
    title: 'Client certificate is sent in the simulator and not on the phone',
    by: 'Bram de Wit',
    at: '2026-07-21T17:20:00Z',
    tags: ['tls', 'client-identity', 'keychain'],
    views: 420,
    body: 'The server asks for a client certificate. In the simulator my challenge handler answers with it and all is well. On the phone the same code gets the challenge, I hand over the certificate, and the connection is closed on the first request. TLS 1.3 in both cases.',
    replies: [
      [
        'Ines Okafor',
        "Is it an identity on the phone, or only a certificate? Look for the private key beside it in the keychain of the app. The simulator shares the Mac's, which has both.",
        { boosts: ['Bram de Wit'] },
      ],
      [
        'Bram de Wit',
        'Only the certificate. I had imported the `.cer` and not the `.p12`. Thank you, two days.',
        { answers: 1, accepted: true },
      ],
    ],
    covered: { answer: 'tls-handshake-fails', section: 'when-the-server-asks-who-you-are' },
  },
]
