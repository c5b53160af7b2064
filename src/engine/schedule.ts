/** Which tasks can be done when: a task waits for what it needs, and what no task needs any more can be let go. */
export interface Schedule<Task, Need> {
  /** The tasks that wait for nothing. */
  readonly ready: readonly Task[];
  /** Tells that something has come; returns the tasks that waited for it last. */
  readonly arrive: (need: Need) => readonly Task[];
  /** Tells that a task is done; returns what it was the last to need. */
  readonly finish: (task: Task) => readonly Need[];
}

export function createSchedule<Task, Need>(
  tasks: readonly Task[],
  needsOf: (task: Task) => readonly Need[],
): Schedule<Task, Need> {
  const waiting = new Map<Need, Task[]>();
  const missing = new Map<Task, number>();
  const users = new Map<Need, number>();
  const ready: Task[] = [];
  for (const task of tasks) {
    const needs = new Set(needsOf(task));
    if (needs.size === 0) ready.push(task);
    else missing.set(task, needs.size);
    for (const need of needs) {
      users.set(need, (users.get(need) ?? 0) + 1);
      const others = waiting.get(need);
      if (others) others.push(task);
      else waiting.set(need, [task]);
    }
  }
  const isComplete = (task: Task): boolean => {
    const left = (missing.get(task) ?? 1) - 1;
    missing.set(task, left);
    return left === 0;
  };
  const isLastUser = (need: Need): boolean => {
    const left = (users.get(need) ?? 1) - 1;
    users.set(need, left);
    return left === 0;
  };
  return {
    ready,
    arrive: (need) => {
      const tasksOfNeed = waiting.get(need) ?? [];
      waiting.delete(need);
      return tasksOfNeed.filter(isComplete);
    },
    finish: (task) => [...new Set(needsOf(task))].filter(isLastUser),
  };
}
