/** The topic of the sample with its subtopics. */
export const sampleTopics = {
  slug: 'networking',
  name: 'Networking',
  description:
    'How an app reaches other machines: connections and sockets, TLS and certificates, Wi-Fi and cellular, the permissions that guard them, name resolution, and transfers that outlive the app.',
  subtopics: [
    {
      slug: 'tls-and-certificates',
      name: 'TLS and certificates',
      description: 'Handshakes, chains, pinning, client identities, and servers that forget an intermediate.',
    },
    {
      slug: 'connections-and-sockets',
      name: 'Connections and sockets',
      description: 'TCP, UDP, QUIC and WebSocket; listeners, time-outs, and connections that go quiet.',
    },
    {
      slug: 'wifi-and-signal',
      name: 'Wi-Fi and signal',
      description: 'What an app may know about the radio, and what to show instead of bars.',
    },
    { slug: 'permissions', name: 'Permissions', description: 'Local network, location, and what happens after someone says no.' },
    { slug: 'names-and-vpn', name: 'Names and VPN', description: 'DNS, split horizons, and tunnels that change the answer.' },
    { slug: 'background-work', name: 'Background work', description: 'Uploads and downloads that go on while nobody looks.' },
  ],
} as const

/** Who writes in the sample. */
export const samplePeople: { name: string; role: 'member' | 'editor'; about?: string }[] = [
  { name: 'Ines Okafor', role: 'editor', about: 'Looks after the answers on TLS. Reads packet traces for pleasure.' },
  { name: 'Tomasz Wrona', role: 'editor', about: 'Editor for connections and background work.' },
  { name: 'Mara Lindqvist', role: 'member' },
  { name: 'Owen Pryce', role: 'member' },
  { name: 'Kaito Mori', role: 'member' },
  { name: 'Leila Haddad', role: 'member' },
  { name: 'Bram de Wit', role: 'member' },
  { name: 'Priya Raman', role: 'member' },
  { name: 'Jonas Feld', role: 'member' },
  { name: 'Sunniva Dahl', role: 'member' },
  { name: 'Rafael Nunes', role: 'member' },
  { name: 'Amara Eze', role: 'member' },
]
