/** Something to be done at an instant of virtual time. Cancelling sets the flag; the queue drops it when it comes up. */
export interface Timer {
  due: number;
  /** The order in which timers were armed decides between those of one instant. */
  order: number;
  cancelled: boolean;
  /** Of the scheduler itself (`action`), or of the loop that it stands in for. */
  readonly kind: 'action' | 'timer' | 'immediate';
  readonly fire: () => void;
}

/** Timers by due time, then by the order in which they were armed: a binary heap. */
export interface TimerQueue {
  push(timer: Timer): void;
  /** The next timer that is not cancelled. */
  peek(): Timer | undefined;
  pop(): Timer | undefined;
  /** How many there are, the cancelled ones left out. */
  count(): number;
}

const precedes = (a: Timer, b: Timer) => a.due < b.due || (a.due === b.due && a.order < b.order);

export function timerQueue(): TimerQueue {
  const heap: Timer[] = [];

  const sinkFromTop = (timer: Timer) => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let least = heap[child];
      const right = heap[child + 1];
      if (least && right && precedes(right, least)) {
        child += 1;
        least = right;
      }
      if (!least || !precedes(least, timer)) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = timer;
  };
  const take = () => {
    const first = heap[0];
    const last = heap.pop();
    if (last && last !== first) sinkFromTop(last);
    return first;
  };
  const peek = () => {
    while (heap[0]?.cancelled) take();
    return heap[0];
  };

  return {
    push(timer) {
      let at = heap.length;
      for (let parent = (at - 1) >> 1; at > 0; parent = (at - 1) >> 1) {
        const above = heap[parent];
        if (!above || !precedes(timer, above)) break;
        heap[at] = above;
        at = parent;
      }
      heap[at] = timer;
    },
    peek,
    pop: () => peek() && take(),
    count: () => heap.filter(({ cancelled }) => !cancelled).length,
  };
}
