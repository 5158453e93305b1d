import type { IncomingMessage } from 'node:http'
import type { Viewer } from '../../identity/viewer'
import { type FileBounds, type ReceivedFile, readForm, receiveFiles, type SentForm } from '../http'

/** How an action takes files that are too large for memory: they are written into a folder as they come. */
export type Receives = {
  bounds(): FileBounds
  /** Makes the folder for that many bytes. What it throws refuses the form before any of it is read. */
  makeFolder(viewer: Viewer, bytes: number): Promise<string>
  pathOf(folder: string): string
  /** Removes the folder of a form that was refused. */
  remove(folder: string): Promise<void>
}

export type Received = { folder: string; files: ReceivedFile[] }
export type Sent = SentForm & { received?: Received }

/** Reads a form that has files: into memory, or to the disk where its action says so. @throws DomainError `invalid`. */
export async function readFilesOf(request: IncomingMessage, receives: Receives | undefined, viewer: Viewer): Promise<Sent> {
  if (!receives) return readForm(request)
  const folder = await receives.makeFolder(viewer, Number(request.headers['content-length'] ?? 0))
  try {
    const { values, files } = await receiveFiles(request, receives.pathOf(folder), receives.bounds())
    return { values, files: [], received: { folder, files } }
  } catch (error) {
    await receives.remove(folder)
    throw error
  }
}
