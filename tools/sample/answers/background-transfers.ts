import type { SampleAnswer } from '../types'

export const backgroundTransfers: SampleAnswer = {
  slug: 'transfers-while-the-app-sleeps',
  topic: 'background-work',
  title: 'Transfers that go on while the app sleeps',
  summary:
    'A background session hands the transfer to the system, which does it in its own time. Upload from a file, expect to be relaunched, and never count on an hour.',
  tags: ['background', 'urlsession', 'uploads'],
  aliases: ['upload stops when locked', 'background download', 'app suspended'],
  appliesTo: ['URLSession background configuration'],
  reviewAt: '2027-06-01',
  views: 15930,
  lead: `An app that is suspended runs no code, and its ordinary connections die within seconds. What must go on has to belong to someone else.`,
  sections: {
    hand: {
      heading: 'Hand it over',
      body: `Make one session with an identifier that never changes, and upload from a file: a body that lives in memory dies with you.

\`\`\`swift
let configuration = URLSessionConfiguration.background(withIdentifier: "org.example.uploads")
configuration.isDiscretionary = false
let session = URLSession(configuration: configuration, delegate: uploads, delegateQueue: nil)
session.uploadTask(with: request, fromFile: fileURL).resume()
\`\`\``,
    },
    back: {
      heading: 'Come back',
      body: `When all tasks are done the system launches the app in the background and calls \`handleEventsForBackgroundURLSession\`. Make the session again *with the same identifier*, let the delegate finish, and call the completion handler. A person who force-quits the app cancels everything; they meant it.`,
    },
    time: {
      heading: 'In whose time',
      body: `Tasks started while the app is in front begin at once. Tasks started from the background are discretionary whatever you set: they wait for power and Wi-Fi, and a queue of a thousand small files is slower than one archive. Launches are rationed, and each one that did little makes the next one rarer.`,
    },
  },
  revisions: [
    {
      at: '2025-10-12',
      by: 'Tomasz Wrona',
      note: 'First published, from the threads on locked phones.',
      significance: 'major',
      sections: ['hand', 'back'],
      formerly: [[' A person who force-quits the app cancels everything; they meant it.', '']],
    },
    { at: '2026-03-27', by: 'Tomasz Wrona', note: 'Force-quit cancels.', significance: 'minor', sections: ['hand', 'back'] },
    {
      at: '2026-09-09',
      by: 'Ines Okafor',
      reviewer: 'Tomasz Wrona',
      note: 'Why a thousand small files are slow.',
      significance: 'major',
      sections: ['hand', 'back', 'time'],
    },
  ],
}
