import { freeTimes } from "#features/availability/slots.ts";
import { engineProvider, slotCase } from "#support/slot-cases.ts";

// A process of its own, whose first question this is. It prints how many milliseconds of CPU and of wall time it took.
const { question, providers } = slotCase(process.argv[2] ?? "");
const engineProviders = providers.map(engineProvider);
const cpuBefore = process.cpuUsage();
const wallBefore = performance.now();
const times = freeTimes(question, engineProviders);
const found = times.providers.map(({ starts }) => starts);
const wall = performance.now() - wallBefore;
const { user, system } = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ cpu: (user + system) / 1000, wall, found: found.length }));
