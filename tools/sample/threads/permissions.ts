import type { SampleThread } from '../types'

export const permissionThreads: SampleThread[] = [
  {
    topic: 'permissions',
    title: 'NWBrowser returns PolicyDenied (-65570) on one Mac only',
    by: 'Bram de Wit',
    at: '2026-06-09T10:00:00Z',
    tags: ['local-network', 'bonjour', 'network-framework'],
    views: 5740,
    boosts: ['Kaito Mori', 'Amara Eze', 'Priya Raman'],
    body: 'The same build browses happily on three Macs. On the fourth the browser goes to `waiting` with `-65570` at once, and no alert has ever appeared. The app is not in the list under Local Network.',
    replies: [
      [
        'Ines Okafor',
        'Do you start it from a terminal there? Then it is the terminal that needs the permission, and it may have been refused long ago.',
        { boosts: ['Bram de Wit'] },
      ],
      ['Bram de Wit', 'From an IDE, and that one is in the list, switched off. I never saw it ask.', { answers: 1, accepted: true }],
    ],
    covered: { answer: 'local-network-permission', section: 'notice-a-refusal' },
  },
  {
    topic: 'permissions',
    title: 'Local network alert never appears on a freshly restored phone',
    by: 'Sunniva Dahl',
    at: '2026-11-23T07:30:00Z',
    tags: ['local-network', 'permissions'],
    views: 1310,
    boosts: ['Leila Haddad'],
    body: 'Restored from a backup, the app shows as allowed in Settings. It finds nothing, and no alert comes. Switching it off and on does not help. On a phone set up as new, all is well.',
    replies: [
      ['Kaito Mori', 'Restart it. I know how that sounds.'],
      ['Sunniva Dahl', 'It works. I am not sure I wanted it to.', { answers: 1 }],
      [
        'Ines Okafor',
        'The setting was restored and whatever enforces it was not. We have three more of these this week.',
        { accepted: true, answers: 2 },
      ],
    ],
    covered: { answer: 'local-network-permission', section: 'the-one-place-to-undo-it' },
  },
  {
    topic: 'permissions',
    title: 'Ask for local network before the first scan?',
    by: 'Leila Haddad',
    at: '2026-01-29T14:10:00Z',
    tags: ['local-network', 'permissions', 'design'],
    views: 2240,
    body: "I would like a friendly screen first and the system's alert only after a tap on Continue. Is there a call that asks?",
    replies: [
      [
        'Tomasz Wrona',
        'No call. Make the tap start a browse for your own service type: that asks.',
        { accepted: true, boosts: ['Leila Haddad'] },
      ],
    ],
    covered: { answer: 'local-network-permission', section: 'when-the-alert-appears' },
  },
  {
    topic: 'permissions',
    title: 'Discovery works on the phone and not in the simulator',
    by: 'Priya Raman',
    at: '2026-10-20T08:20:00Z',
    tags: ['local-network', 'simulator'],
    views: 690,
    body: 'My colleague with an older Mac sees the devices in the simulator. On mine there is nothing, no alert either, since the last system update.',
    replies: [['Owen Pryce', 'Look under Privacy on the *Mac*. The simulator is a guest there.', { accepted: true }]],
    covered: { answer: 'local-network-permission', section: 'in-the-simulator' },
  },
  {
    topic: 'permissions',
    title: 'Network name is nil although location is allowed',
    by: 'Jonas Feld',
    at: '2026-08-28T17:45:00Z',
    tags: ['wifi', 'location', 'entitlements'],
    views: 830,
    body: 'I ask for location, it is granted, and the name of the network still comes back as nil. The entitlement is in the file.',
    replies: [
      [
        'Rafael Nunes',
        'Precise location, or approximate? With approximate you get nil, and no error.',
        { accepted: true, boosts: ['Jonas Feld'] },
      ],
      ['Jonas Feld', 'Approximate. That switch has cost me an afternoon.', { answers: 1 }],
    ],
  },
]
