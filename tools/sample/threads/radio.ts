import type { SampleThread } from '../types'

export const radioThreads: SampleThread[] = [
  {
    topic: 'wifi-and-signal',
    title: 'How do I read the Wi-Fi signal strength on iOS?',
    by: 'Amara Eze',
    at: '2026-03-03T16:00:00Z',
    tags: ['wifi', 'signal-strength'],
    views: 5230,
    boosts: ['Leila Haddad', 'Sunniva Dahl'],
    body: 'I want to warn people who walk out of range in the middle of a call. On the Mac there is `rssiValue()`. What is it called on the phone?',
    replies: [
      ['Kaito Mori', 'It has no name there: ordinary apps are not told.', { boosts: ['Amara Eze'] }],
      [
        'Tomasz Wrona',
        'And it would not help you much. Watch the loss and delay of the call itself; they get worse before the bars do.',
        { accepted: true, answers: 1 },
      ],
    ],
    covered: { answer: 'wifi-signal-strength', section: 'wi-fi' },
  },
  {
    topic: 'wifi-and-signal',
    title: 'RSSI reads 0 on half of the fleet since the October update',
    by: 'Leila Haddad',
    at: '2026-11-23T14:33:00Z',
    tags: ['wifi', 'signal-strength', 'macos'],
    views: 96,
    body: 'Our Mac tool logs RSSI once a minute. Since the October update about half of the machines log 0, and the network name is empty too. The others are fine, with the same build.',
    replies: [],
  },
  {
    topic: 'wifi-and-signal',
    title: 'Cellular dBm for a field-test app',
    by: 'Rafael Nunes',
    at: '2026-05-26T09:41:00Z',
    tags: ['cellular', 'signal-strength'],
    views: 1880,
    body: 'We build a tool for the people who put up antennas. They want dBm and the cell identity on screen. Is there an entitlement we could ask for?',
    replies: [
      ['Tomasz Wrona', 'Not for an app in the store. The carriers we know use devices of their own for this.', { accepted: true }],
      ['Rafael Nunes', 'Then it will be a box with an antenna and a serial cable. Thank you for the plain answer.', { answers: 1 }],
    ],
    covered: { answer: 'wifi-signal-strength', section: 'cellular' },
  },
  {
    topic: 'wifi-and-signal',
    title: 'Show the bars inside my app',
    by: 'Jonas Feld',
    at: '2026-02-17T18:18:00Z',
    tags: ['signal-strength', 'design'],
    views: 760,
    body: "Our app runs full screen on a kiosk, without a status bar. The client would like to see the bars somewhere. Can I draw the system's own?",
    replies: [
      [
        'Sunniva Dahl',
        "You can't have its number, so you can't draw its picture. We show the time of the last successful request, in words. Nobody has asked for bars again.",
        { accepted: true, boosts: ['Jonas Feld', 'Tomasz Wrona'] },
      ],
    ],
    covered: { answer: 'wifi-signal-strength', section: 'what-to-show-instead' },
  },
  {
    topic: 'wifi-and-signal',
    title: 'Phone joins the hotel network and our app thinks it is online',
    by: 'Sunniva Dahl',
    at: '2026-09-19T22:05:00Z',
    tags: ['wifi', 'captive-portal', 'reachability'],
    views: 450,
    body: "The path is satisfied, every request is answered, and the answer is the hotel's sign-in page with status 200. Our JSON parser is not amused.",
    replies: [
      [
        'Owen Pryce',
        "Over HTTPS the hotel can't answer in your name, so you get an error instead of a page. Is there an `http://` left somewhere?",
        { boosts: ['Sunniva Dahl'] },
      ],
      ['Sunniva Dahl', 'There is: the very first request, from 2019. Gone now.', { answers: 1, accepted: true }],
    ],
  },
]
