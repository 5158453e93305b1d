import type { SampleAnswer } from '../types'

export const transportSecurity: SampleAnswer = {
  slug: 'tls-handshake-fails',
  topic: 'tls-and-certificates',
  title: 'Why a TLS handshake fails, and how to find out',
  summary:
    'Most failed handshakes come from the certificates a server sends, not from the app. Read the innermost error, look at the chain, and mend the server before you touch a line of code.',
  tags: ['tls', 'certificates'],
  aliases: ['SSL error', 'certificate invalid', 'secure connection failed', 'transport security'],
  appliesTo: ['URLSession and Network framework', 'TLS 1.2 and 1.3'],
  reviewAt: '2027-05-01',
  views: 48120,
  lead: `A handshake settles three things before your first byte leaves: a version and cipher both sides speak, proof that the server holds the key of its certificate, and a path from that certificate to an authority the device trusts. The first two rarely fail. The third is where nearly every thread of this forum comes from.`,
  sections: {
    error: {
      heading: 'Read the innermost error',
      body: `The error your request ends with is wrapped. Unwrap it: the last one names the cause.

\`\`\`swift
func describe(_ error: Error) {
    var next: NSError? = error as NSError
    while let current = next {
        print(current.domain, current.code, current.localizedDescription)
        next = current.userInfo[NSUnderlyingErrorKey] as? NSError
    }
}   // outermost first, the cause last
\`\`\`

| Code | What it says | Where to look |
| --- | --- | --- |
| \`-1200\` | no secure connection at all | versions and ciphers, a proxy in between |
| \`-1202\` | the path does not hold | the chain the server sends |
| \`-1203\` | the path ends at a stranger | a private authority |
| \`-1204\` | the certificate is not valid yet | clocks, on both sides |
| \`-9807\` | no path could be built | a missing intermediate |`,
    },
    chain: {
      heading: 'Look at the chain the server sends',
      body: `A browser that opens the site proves little. Browsers keep intermediates from other visits and fill the gap without a word; your app starts with nothing. Ask the server itself, from a machine that has never met it, and count the certificates that come back.

\`\`\`bash
openssl s_client -connect api.example.org:443 \\
    -servername api.example.org -showcerts </dev/null
\`\`\`

One certificate means that the server sends its leaf and nothing else. The remedy is on the server: configure the full chain, leaf first, and reload. If a balancer stands in front, ask every address behind the name, not only one.`,
    },
    private: {
      heading: 'When the authority is your own',
      body: `A certificate of a private authority is trusted where that authority is installed *and* switched on. On a device that someone else manages, only they can do it. In a test build, prefer a real certificate for a name you own over an exception in the app: exceptions travel into releases.

> **Never accept every certificate.** An app that does so is open to anyone on the same café network, and reviewers do notice.`,
    },
    pinning: {
      heading: 'Pinning, and how to survive a renewal',
      body: `Since March 2026 a public certificate may live for 200 days at most, and the limit falls again in 2027. An app that pins the leaf needs an update in every user's hands before each renewal.

Pin the public key of an authority instead, name a second one that you could move to, and write down who will remember this in two years.

\`\`\`xml
<key>NSPinnedDomains</key>
<dict>
  <key>api.example.org</key>
  <dict>
    <key>NSPinnedCAIdentities</key>
    <array>
      <dict><key>SPKI-SHA256-BASE64</key><string>…</string></dict>
      <dict><key>SPKI-SHA256-BASE64</key><string>…</string></dict>
    </array>
  </dict>
</dict>
\`\`\``,
    },
    client: {
      heading: 'When the server asks who you are',
      body: `A server that wants a certificate of yours says so in the middle of the handshake. Answer the challenge with an identity, which is a certificate *and* its private key; a certificate alone is a business card without a signature. With TLS 1.3 the refusal may arrive after the handshake, as a connection that closes on your first request.`,
    },
    not: {
      heading: 'If this is not your case',
      body: `Start a new thread with the tag \`tls\`. Bring the innermost error, the output of the command in section 2, and one sentence on what changed last.`,
    },
  },
  revisions: [
    {
      at: '2025-02-10',
      by: 'Ines Okafor',
      note: 'First published, from nine threads that asked the same.',
      significance: 'major',
      sections: ['error', 'chain', 'not'],
      formerly: [['section 2', 'section two']],
    },
    {
      at: '2025-06-03',
      by: 'Ines Okafor',
      reviewer: 'Tomasz Wrona',
      note: 'Added private authorities, after the school-network threads.',
      significance: 'major',
      sections: ['error', 'chain', 'private', 'not'],
      formerly: [['section 2', 'section two']],
    },
    {
      at: '2025-09-14',
      by: 'Tomasz Wrona',
      note: 'The command names its section by number.',
      significance: 'typo',
      sections: ['error', 'chain', 'private', 'not'],
    },
    {
      at: '2026-01-22',
      by: 'Ines Okafor',
      reviewer: 'Tomasz Wrona',
      note: 'Pinning and client identities have sections of their own.',
      significance: 'major',
      sections: ['error', 'chain', 'private', 'pinning', 'client', 'not'],
      formerly: [
        [
          'Since March 2026 a public certificate may live for 200 days at most, and the limit falls again in 2027. An app',
          'A public certificate lives for a year or so. An app',
        ],
      ],
    },
    {
      at: '2026-11-21',
      by: 'Ines Okafor',
      reviewer: 'Tomasz Wrona',
      note: 'The limit fell to 200 days; pin an authority, not a leaf.',
      significance: 'major',
      sections: ['error', 'chain', 'private', 'pinning', 'client', 'not'],
    },
  ],
}
