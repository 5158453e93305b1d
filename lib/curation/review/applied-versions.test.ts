import { expect, test } from 'vitest'
import { appliedVersions } from './applied-versions'

/** As "iOS 17", with a plus where newer ones are meant, too. */
const read = (...appliesTo: string[]) =>
  appliedVersions(appliesTo).map(({ name, version, isOpen }) => `${name} ${version.join('.')}${isOpen ? '+' : ''}`.trim())

test.each([
  ['iOS 17', ['iOS 17']],
  ['iOS17', ['iOS 17']],
  ['iOS-17', ['iOS 17']],
  ['Urho3D 1.7', ['Urho3D 1.7']],
  ['Visual Studio 2022', ['Visual Studio 2022']],
  ['Unity 2021.3.4f1', ['Unity 2021.3.4']],
  ['Ubuntu 22.04 LTS', ['Ubuntu 22.4']],
  ['macOS 14 Sonoma', ['macOS 14']],
  ['version 2.2 of Urho3D', ['Urho3D 2.2']],
  ['C++ 20', ['C++ 20']],
  ['C++20', ['C++ 20']],
  ['C#8', ['C# 8']],
  ['.NET 8', ['.NET 8']],
  ['Node.js 20', ['Node.js 20']],
  ['Log4j 2', ['Log4j 2']],
  ['Web2 3', ['Web2 3']],
  ['Ünïcode 3', ['Ünïcode 3']],
  ['漢字 3', ['漢字 3']],
  ['7.1', ['7.1']],
  ['Version 7.1', ['7.1']],
  ['v7.1', ['7.1']],
])('a version has the name before it, as an editor writes it: %s', (entry, versions) => {
  expect(read(entry)).toEqual(versions)
})

test.each([
  ['Postgres 14 to 16', ['Postgres 16']],
  ['from Postgres 14 to 16', ['Postgres 16']],
  ['since iOS 14 to iOS 17', ['iOS 17']],
  ['Postgres 14-16', ['Postgres 16']],
  ['14–16', ['16']],
  ['PostgreSQL 9.6 – 12', ['PostgreSQL 12']],
  ['Node >=18 <21', ['Node 21']],
  ['Python 2.7 / 3.x', ['Python 3']],
  ['Windows (10, 11)', ['Windows 11']],
  ['Windows 10 Pro and Windows 11', ['Windows 11']],
  ['iOS 17.10 and 17.9', ['iOS 17.10']],
  ['iOS 17 and macOS 14', ['iOS 17', 'macOS 14']],
  ['iOS/iPadOS 17', ['iOS 17', 'iPadOS 17']],
  ['up to iOS 17', ['iOS 17']],
])('of several versions the newest counts: %s', (entry, versions) => {
  expect(read(entry)).toEqual(versions)
})

test.each([
  ['18+', ['18+']],
  ['Node ≥ 18', ['Node 18+']],
  ['Node >= 18', ['Node 18+']],
  ['at least Node 18', ['Node 18+']],
  ['iOS 18 and later', ['iOS 18+']],
  ['Windows 10 or newer', ['Windows 10+']],
  ['macOS 13 (Ventura) or later', ['macOS 13+']],
  ['since iOS 18', ['iOS 18+']],
  ['iOS since 18', ['iOS 18+']],
  ['iOS 14 to 16+', ['iOS 16+']],
  ['iOS 17 and earlier', ['iOS 17']],
  ['7.x', ['7']],
  ['Node ^18.2', ['Node 18']],
  ['Node 18.x+', ['Node 18+']],
])('what is said of newer ones is understood: %s', (entry, versions) => {
  expect(read(entry)).toEqual(versions)
})

test.each([
  'all versions',
  'Windows',
  'Windows 64-bit',
  'x64',
  '4 GB RAM',
  '$20',
  '10.0.0.1',
  '2024',
  'as of 2024',
  'May 2024',
  'since 12 May 2024',
  '12.05.2024',
  '2024-05-12',
  'at 18:30',
  '',
  '+++ ((( ...',
])('what names no version is left out: %s', (entry) => {
  expect(read(entry)).toEqual([])
})

test('a product of several entries counts once, and one entry for all of a version stands for its parts', () => {
  expect(read('iOS 16', 'ios 17')).toEqual(['iOS 17'])
  expect(read('iOS 17.4', 'iOS 17')).toEqual(['iOS 17'])
  expect(read('iOS 16+', 'iOS 17')).toEqual(['iOS 17+'])
  expect(read('Xcode 15 (May 2024)')).toEqual(['Xcode 15'])
})

test('a number without a name belongs to the entry before it, unless it can’t', () => {
  expect(read('iOS 16', '17')).toEqual(['iOS 17'])
  expect(read('iOS 17', '16')).toEqual(['iOS 17'])
  expect(read('Visual Studio 2019', '2022')).toEqual(['Visual Studio 2022'])
  expect(read('Urho3D 1.7', '2022')).toEqual(['Urho3D 1.7'])
  expect(read('Urho3D 1.7', '400')).toEqual(['Urho3D 1.7', '400'])
})

test('an entry of any text and length is read', () => {
  for (const part of ['iOS 1 ', '1.', 'a', '(', '1-', ' and ', 'v', '漢 1 ']) expect(() => read(part.repeat(30_000)), part).not.toThrow()
})
