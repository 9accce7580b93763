/** The last events of a session's streams, so that a client whose connection broke can ask for what it missed. */

import type { EventStore } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

const MAX_EVENTS = 100;

interface StoredEvent {
  readonly id: string;
  readonly streamId: string;
  readonly message: JSONRPCMessage;
}

export function createEventRing(): EventStore {
  let events: StoredEvent[] = [];
  let count = 0;
  return {
    async storeEvent(streamId, message) {
      const id = `${streamId}.${++count}`;
      events = [...events.slice(1 - MAX_EVENTS), { id, streamId, message }];
      return id;
    },
    getStreamIdForEventId: async (eventId) => events.find(({ id }) => id === eventId)?.streamId,
    async replayEventsAfter(lastEventId, { send }) {
      const last = events.findIndex(({ id }) => id === lastEventId);
      const streamId = events[last]?.streamId ?? '';
      for (const event of events.slice(last + 1)) {
        // An event without content only marks where a stream began.
        if (event.streamId === streamId && Object.keys(event.message).length > 0)
          await send(event.id, event.message);
      }
      return streamId;
    },
  };
}
