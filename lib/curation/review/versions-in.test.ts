import { expect, test } from 'vitest'
import { appliedVersions } from './applied-versions'
import { newerVersionFinder, type PostTexts } from './versions-in'

const find = (appliesTo: string[], post: Partial<PostTexts>) =>
  newerVersionFinder(appliedVersions(appliesTo))({ title: '', body: '', tags: [], ...post })
const inBody = (entry: string, body: string) => find([entry], { body }).map(({ version }) => version)

test.each([
  ['iOS 17', 'It stopped with iOS 18', '18'],
  ['iOS 17', 'on ios v18.1 now', '18.1'],
  ['iOS 17', 'iOS-18', '18'],
  ['iOS 17', 'iOS18.', '18'],
  ['iOS 17', 'iOS: 18.1-beta2', '18.1-beta2'],
  ['iOS 17', 'Not yet in iOS 18-alpha.', '18-alpha'],
  ['iOS 17', 'iOS version 18, I think', '18'],
  ['iOS 17', '**iOS** 18', '18'],
  ['iOS 17', 'from iOS 17 to iOS 18', '18'],
  ['iOS 17.4', 'iOS 18', '18'],
  ['Urho3D 1.7', 'with version 2.2 of Urho3D', '2.2'],
  ['Urho3D 1.7', 'Release 2.2 of the urho3d', '2.2'],
  ['Urho3D 1.7', 'Urho3D 1.10', '1.10'],
  ['Urho3D 7.x', 'Urho3D 8.x', '8.x'],
  ['Visual Studio 2022', 'Visual Studio 2026', '2026'],
  ['Unity 2021.3', 'Unity 2022.1.4f1', '2022.1.4f1'],
  ['macOS 15', 'macOS 26', '26'],
  ['Firefox 120', 'Firefox/131.0', '131.0'],
  ['C++ 20', 'C++23 and more', '23'],
  ['C 17', 'C 20', '20'],
  ['.NET 8', '.NET 9', '9'],
  ['Node.js 20', 'node.js 22', '22'],
  ['Ünïcode 3', 'ÜNÏCODE 4', '4'],
  ['漢字 3', '漢字4', '4'],
  ['7.1', 'since version 7.2', '7.2'],
  ['7.1', 'v7.2', '7.2'],
  ['7.1', 'It works. Version 7.2, though, does not', '7.2'],
  ['7.1', 'I upgraded to version 7.2 of the engine', '7.2'],
])('a newer version than %s is found: %s', (entry, body, version) => {
  expect(inBody(entry, body)).toEqual([version])
})

test.each([
  ['iOS 17', 'iOS 9'],
  ['iOS 17', 'iOS 17.4'],
  ['Urho3D 2.1', 'Urho3D 2.1.3'],
  ['Urho3D 1.10', 'Urho3D 1.7'],
  ['Urho3D 7.x', 'Urho3D 7.9'],
  ['Node ≥ 18', 'Node 22'],
  ['18+', 'version 22'],
  ['iOS 17.4', 'iOS 17'],
])('%s covers %s', (entry, body) => {
  expect(inBody(entry, body)).toEqual([])
})

test.each([
  ['iOS 17', 'iOS 2000'],
  ['iOS 17', 'iOS 2026'],
  ['iOS 17', 'iOS 33'],
  ['iOS 17.4', 'iOS 17.99'],
  ['Visual Studio 2022', 'Visual Studio 3000'],
  ['Urho3D 1.7', 'Urho3D 1.8 GB'],
  ['Urho3D 1.7', 'Urho3D 1.8GB'],
  ['Urho3D 1.7', 'Urho3D 2 times as fast'],
  ['Windows 10', 'Windows 16-bit'],
  ['iOS 17', 'iOS 18 €'],
  ['iOS 17', 'iOS $18'],
  ['iOS 17', 'iOS 18%'],
  ['iOS 17', 'iOS 18,000 users'],
  ['iOS 17', 'iOS 18.12.2024'],
  ['iOS 17', 'iOS 18/12/2024'],
  ['iOS 17', 'iOS 18:30'],
  ['iOS 17', 'iOS broke at 18:30'],
  ['iOS 17', 'iOS 18th'],
  ['iOS 9', 'iOS 10.0.0.1'],
  ['iOS 17', 'iOS. 18 of us'],
  ['iOS 17', 'HiOS 18'],
  ['Go 1.21', 'go 2 steps back'],
  ['C 17', 'C++ 20'],
  ['.NET 8', 'ASP.NET 10'],
  ['Node.js 20', 'NodeXjs 22'],
  ['Visual Studio 2022', 'Visual Studio Code 2026'],
  ['Web2 3', 'Web214'],
  ['7.1', 'it took 7.2 and 8'],
  ['7.1', 'Lamp v7.2, lamp version 8, Lamp (v9), version 10 of Lamp'],
  ['7.1', 'at 7:20, 192.168.1.1, 18.12.2024, $8'],
])('what is no version is not found for %s: %s', (entry, body) => {
  expect(inBody(entry, body)).toEqual([])
})

test('titles and tags are looked at, and code, quotes and addresses are not', () => {
  expect(find(['iOS 17'], { title: 'Crash on iOS 18' })).toMatchObject([{ name: 'iOS', version: '18' }])
  for (const tag of ['ios-18', 'ios18', 'iOS_18']) expect(find(['iOS 17'], { tags: ['x', tag] }), tag).toHaveLength(1)
  expect(find(['Visual Studio 2022'], { tags: ['visual-studio-2026'] })).toHaveLength(1)
  expect(find(['Go 1.21'], { tags: ['go-1.22'] }), 'tags are lower case').toHaveLength(1)
  expect(find(['7.1'], { tags: ['7.2', 'v7.3', 'other-8'] })).toMatchObject([{ name: '', version: '7.3' }])
  for (const body of [
    '`iOS 18`',
    '```\niOS 18\n```',
    '    iOS 18',
    '> iOS 18\n> iOS 19',
    'https://example.org/ios-18 www.example.org/iOS18',
  ])
    expect(inBody('iOS 17', body), body).toEqual([])
  expect(find(['iOS 17'], { title: 'https://example.org/ios-18' })).toEqual([])
  expect(inBody('iOS 17', 'iOS `x` 18')).toEqual([])
})

test('for each product the newest version is returned, and a longer name is not taken for a shorter one', () => {
  const found = find(['Studio 3', 'Visual Studio 2022', 'Rust 1.70+'], {
    body: 'Visual Studio 2026, Studio 4, studio 5.10, Studio 5.9, Rust 1.80',
  })
  expect(found.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(['Studio 5.10', 'Visual Studio 2026'])
})

test('signs of regular expressions in a name are letters like others', () => {
  for (const name of ['A.B', 'a+b', 'Q(x)y', 'L[ab]c', 'U|V', 'back\\slash', 'ca^ret', 'do$lar', 'x{2}y', 'sla/sh', 'st*r'])
    expect(inBody(`${name} 3`, `aXb AXB ${name} 4`), name).toEqual(inBody('Lamp 3', 'Lamp 4'))
  expect(inBody('A.B 3', 'AXB 4')).toEqual([])
  expect(find(['(((( 3', '[[ 4', '*** 5'], { body: 'version 6' })).toEqual([{ name: '', version: '6', numbers: [6] }])
})

test('a long text of beginnings costs no more than another one of its length', () => {
  const applied = ['iOS 17', 'Visual Studio 2022', 'C++ 20', '7.1']
  for (const part of [
    'iOS ',
    'visual ',
    'Visual Studio',
    'version ',
    'v',
    '1.',
    '1',
    'C+',
    'iOS 18.1.1.1.1.1',
    'version 1 of ',
    'iOS (',
    '漢字',
    ' ',
  ])
    expect(find(applied, { body: `${part.repeat(180_000 / part.length)}\n\niOS 18`, tags: [part.repeat(5_000)] }), part).toContainEqual(
      expect.objectContaining({ name: 'iOS', version: '18' }),
    )
})
