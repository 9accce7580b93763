// What each code of a warning or an error means, in words for its readers. The build fails when a code of the sources is missing here.

/** [what it says, what to do about it] */
export const WARNINGS = {
  ABSURD_NODE_POWER: [
    'A node would draw more than 2000 W a socket. None of its figures is used.',
    'Check Kepler on that node; counters may have overflowed.',
  ],
  ABSURD_POD_POWER: [
    'A pod shows more power than its node or any machine has. It is left out.',
    'Scrape again; take two scrapes.',
  ],
  ALL_PODS_ZERO: [
    'Every pod of a node shows 0 W though the node draws power. Zeros are no proof, so nothing is judged.',
    'Scrape again, or take two scrapes 30 s apart.',
  ],
  AVERAGE_OF_OTHER_YEAR: [
    'The catalogue has no yearly average of the year in which was measured, or the window lies in two years. Another year stands in.',
    'State the intensity with `--intensity`, or give a catalogue that has that year.',
  ],
  BAD_NODE_FIGURE: [
    'A node figure is negative, NaN or infinite and was left out.',
    'Check Kepler on that node.',
  ],
  BAD_POD_VALUE: [
    'A pod has a value that is no power or energy; the pod is not measured.',
    'Check Kepler on that node.',
  ],
  CORE_ONLY: [
    'Only the cores were measured, so power is a lower bound: it can miss a budget, and is INCONCLUSIVE where it would meet one.',
    'Switch the package zone on in Kepler (`rapl.zones`).',
  ],
  COUNTER_RESET: [
    'A counter of a pod fell inside the window: the pod restarted. Its energy is exact if Kepler listed its end, else a lower bound (flag `lower-bound`), which is INCONCLUSIVE where it would meet a budget of power or emissions.',
    'Nothing, or a window without the restart.',
  ],
  COVERAGE: [
    'How many pods and nodes were measured, and in which zones.',
    'Compare with what you expect to run.',
  ],
  DUPLICATE_SERIES: [
    'The same series stands twice in a scrape. The first value was kept.',
    'Check how the scrape was joined.',
  ],
  DUPLICATE_VALUES: [
    'A pod, state and zone came twice, as from a replicated Prometheus. The first was kept.',
    'Read one replica.',
  ],
  EMPTY_NODE_NAME: [
    'The scrape does not name its node, so the name of its source stands in.',
    'Set the node name of Kepler.',
  ],
  ENDPOINT_NODES_DIFFER: [
    'One address answered the server for other nodes within a quarter of an hour, as a Service in front of the DaemonSet does. What runs on the others is not known, so an audit is INCONCLUSIVE.',
    'Give each endpoint of the DaemonSet (every pod of Kepler), for example by `dns:`. After a node was replaced it ends by itself.',
  ],
  ESTIMATED_SOURCE: [
    'Kepler before 0.10 used a model instead of a sensor. The grade falls to `estimated`.',
    'Run on machines with RAPL.',
  ],
  FAKE_METER_SUSPECTED: [
    'Values as small as those of the fake meter, and no node figures to prove otherwise. Nothing is judged.',
    'Switch `dev.fake-cpu-meter` off.',
  ],
  FOREIGN_STANDARD: [
    'A limit of one country was judged in a region of another, where it is a yardstick and binds nobody.',
    'Nothing, or name standards of that country (`--standard`).',
  ],
  FROZEN_COUNTERS: [
    'No counter of any pod of a node moved over the window, or between two of its scrapes. Nothing is judged.',
    'See whether Kepler still collects, and still attributes energy to pods.',
  ],
  GENERATIONS_MIXED: [
    'A node is reported by Kepler before and after 0.10. The newer one is used.',
    'Remove the older exporter.',
  ],
  GPU_MAY_BE_CUT: [
    'The GPUs of the node give power, no pod shows any, and nothing stands behind the families of Kepler, though a whole scrape goes on there. The figures of pods may be cut off, so an audit is INCONCLUSIVE.',
    'Scrape again, whole and unfiltered.',
  ],
  GPU_NOT_ATTRIBUTED: [
    'Active GPU power of the node belongs to no measured pod, as with slices of a GPU, and the scrape is whole. Pods that use a GPU may be too low by it.',
    'Look whether Kepler can tell who uses the GPU: slices (MIG) have no owner in 0.11.4.',
  ],
  GPU_NOT_MEASURED: [
    'Names suggest a GPU, but Kepler exports none.',
    'Kepler 0.11.4 or later with `experimental.gpu.enabled`.',
  ],
  IDENTICAL_VALUES: [
    'Six or more pods show one and the same value: power was split evenly, not measured. Nothing is judged.',
    'Check Kepler on that node.',
  ],
  IDLE_POWER: [
    'The part of a node that no pod is charged for.',
    'Decide whether `--idle share` is your convention.',
  ],
  IDLE_NOT_SHARED: [
    'With `--idle share`: the idle power of a node could not be shared, so the power of its pods is a lower bound, which is INCONCLUSIVE where it would meet a budget.',
    'Scrape the node whole, with the node level on, or leave `--idle share` out.',
  ],
  IDLE_SHARED: [
    'Idle power was spread over pods because `--idle share` asks for it. The grade falls to `estimated`.',
    'Nothing: it is your choice, and the report says so.',
  ],
  KEPLER_RESTARTED: [
    'Counters of the node itself fell inside the window, so its total and idle power are not known.',
    'Take another window.',
  ],
  LEGACY_MILLIJOULES: [
    'Kepler 0.7.3 gave its own total in millijoules. Only the parts, which are joules, are used.',
    'Upgrade Kepler.',
  ],
  LEGACY_SINGLE_SCRAPE: [
    'Kepler before 0.10 gives joules since its start and no power, so one scrape measures nothing.',
    'Give two scrapes with their times.',
  ],
  LIMIT_NOT_REPLACED: [
    '`KOREA_CARBON_INTENSITY` or `KOREA_PUE_TARGET` is set and was ignored: no limit without an end is in force that it could replace.',
    'Unset it, or change the limit in a catalogue of your own.',
  ],
  LIMIT_REPLACED: [
    '`KOREA_CARBON_INTENSITY` or `KOREA_PUE_TARGET` put another limit in place of that of the catalogue. With `-o csv` and `-o name` this stands on standard error.',
    'Read the verdict as one by your own limit, or unset the variable.',
  ],
  MIXED_METHODS: [
    'Some nodes gave a sample, others an average over a window.',
    'Give two scrapes of every node.',
  ],
  MULTI_NODE_SCRAPE: [
    'One scrape holds several nodes. Each is kept apart.',
    'Nothing, if you joined them yourself.',
  ],
  NODE_SUM_BROKEN: [
    'Active and idle power of a node do not add up to its total. The sum is used.',
    'Check Kepler on that node.',
  ],
  NO_DRAM: [
    'Memory was not measured: there is no dram zone, or it shows 0 throughout. Power is too low by it.',
    'Nothing on AMD and most virtual machines; else look at `rapl.zones`.',
  ],
  NO_NODE_FIGURES: [
    'A node has no complete figures of its own, so its idle power is unknown and pods cannot be checked against it.',
    'Switch the node level on (`metricsLevel`).',
  ],
  NO_PACKAGE: [
    'Only memory was measured, so power is a lower bound: it can miss a budget, and is INCONCLUSIVE where it would meet one.',
    'Switch the package zone on in Kepler.',
  ],
  NO_POD_FAMILY: [
    'There is power of the node and none of pods, so what runs on it is not known and an audit is INCONCLUSIVE.',
    'Scrape again, whole and unfiltered, or switch the pod level on (`metricsLevel`).',
  ],
  OUTSIDE_PODS: [
    'Active power that belongs to no measured pod: virtual machines, processes, containers without a pod. It was not assessed.',
    'Look at it when it is large.',
  ],
  PLATFORM_BELOW_PARTS: [
    'The sensor of the whole machine shows less than its processor and memory. One of them is wrong.',
    'Check the platform sensor.',
  ],
  PLATFORM_NOT_ADDED: [
    'Power of the whole machine (Redfish, ACPI) has another boundary and was not added.',
    'Nothing.',
  ],
  PODS_MAY_BE_CUT: [
    'Both scrapes of a node give joules of pods and no watts, and nothing stands behind the families of Kepler, though a whole scrape goes on there. Pods may be missing, so an audit is INCONCLUSIVE.',
    'Scrape again, whole and unfiltered.',
  ],
  POD_APPEARED: [
    'A pod started inside the window. Its energy is averaged over the whole window.',
    'Nothing, or a later window.',
  ],
  POD_GONE: [
    'A pod vanished inside the window and Kepler gave no final value. It is not measured, so INCONCLUSIVE.',
    'A shorter window, or one without its end.',
  ],
  POD_SHORT_LIVED: [
    'A pod is listed as ended and was not seen to run: it came and ended between two scrapes. How much of its final value belongs to the window is not known, so INCONCLUSIVE.',
    'A shorter window, or one without it.',
  ],
  POD_TERMINATED: ['A pod ended inside the window; its final energy is known.', 'Nothing.'],
  POD_WITHOUT_NAME: [
    'Series without pod_id and pod_name count as power outside pods.',
    'Check Kepler on that node.',
  ],
  POD_WITHOUT_ZONE: [
    'A pod lacks a zone that its node has, in one scrape of a window or in all, so it could not be measured.',
    'Scrape again.',
  ],
  PSYS_BASIS: [
    'There is no package zone, so the zone psys (the whole platform) is used.',
    'Nothing; do not compare with nodes measured in package + dram.',
  ],
  SAMPLE_NOT_WINDOW: [
    "Power is one sample of Kepler's last 0.5 to 5 s.",
    '`--interval 30s`, or two dated scrapes.',
  ],
  SCRAPE_TRUNCATED: [
    'A scrape ends in the middle of a line or without `# EOF`. What followed is missing.',
    'Fetch it again.',
  ],
  SERIES_ENDS_EARLY: [
    'The intensity series ends before the deadline. Nothing after was searched.',
    'A longer series.',
  ],
  SERIES_HAS_HOLES: [
    'The intensity series has holes. No run was placed over them.',
    'A series without holes.',
  ],
  SERIES_MEAN_USED: [
    'A scrape without a time stands beside an intensity series. Nobody knows which of its hours the energy is of, so the mean of the whole series judges it.',
    'State when it was taken (`FILE@TIME`), or take two scrapes: then it is judged by its own hours, and is INCONCLUSIVE where the series does not cover them.',
  ],
  SERIES_STARTS_LATE: [
    'The intensity series begins after the earliest start. Nothing before was searched.',
    'A longer series.',
  ],
  STALE_SAMPLES: [
    'The samples carry times of their own, as from /federate, and those are more than 5 min from each other or from the time of the scrape. An audit is INCONCLUSIVE.',
    'Scrape again, or give the time at which the scrape was taken.',
  ],
  STALE_SOURCE: [
    'The server could not read its sources and answered with older figures, as `--stale-ok` allows.',
    'Look at the sources.',
  ],
  SUM_EXCEEDS_ACTIVE: [
    'Pods add up to over 5 % more than the node gave. None of their figures is used.',
    'Take two scrapes; check Kepler on that node.',
  ],
  SUM_SCALED: [
    'Pods add up to slightly more than the node gave, as rounding in Kepler makes it. All were scaled down alike.',
    'Nothing.',
  ],
  TERMINATED_NOT_COUNTED: [
    'Pods that have ended still show their last watts. They were not counted.',
    'Nothing.',
  ],
  TLS_NOT_VERIFIED: [
    '`--insecure` was given, so nobody vouches for the figures.',
    '`--ca` with the authority of the endpoint.',
  ],
  UNPARSED_LINES: [
    'Lines that are not in the format were skipped; the first is quoted. What they say is missing, so an audit is INCONCLUSIVE.',
    'Look at that line.',
  ],
  USAGE_RATIO_OFF: [
    'The active part of the power and the CPU usage that Kepler states differ by more than 5 points.',
    'Take two scrapes.',
  ],
  VERSIONS_DISAGREE: [
    'Nodes run different versions of Kepler, whose figures may differ.',
    'Finish the upgrade.',
  ],
  WARM_UP: [
    'Kepler has just started and shows 0 W for every pod. Nothing is judged.',
    'Wait 10 s and scrape again.',
  ],
  WINDOWS_DIFFER: [
    'The nodes were watched at unlike times or for unlike lengths of time. Each pod has the average and the intensity of its own node and window.',
    'Give scrapes of the same times for all nodes.',
  ],
  WINDOW_UNCERTAIN: [
    'An endpoint answered so late that the length of its window is uncertain by more than 5 %, and its power with it.',
    'A longer `--interval`, or look why that endpoint is slow.',
  ],
  WINDOW_WITHIN_DAY: [
    'The window is shorter than a day, so the intensity judged is that of these hours and not of the year.',
    'Whole days for work that runs all day.',
  ],
  ZONES_OVERLAP: ['Zones that lie inside the ones in use were not added a second time.', 'Nothing.'],
  ZONES_UNKNOWN: [
    'Zones of unknown names were not added, because they may overlap.',
    'Tell us the name of the zone and the machine.',
  ],
};

export const ERRORS = {
  USAGE: 'A flag, a value or a name that is not known, mostly with near ones.',
  CONFIG: 'A file of reference data or settings is broken; the message names file, place and reason.',
  SOURCE_UNREACHABLE: 'No answer, or no such file.',
  SOURCE_REFUSED:
    'An answer, but not to us: credentials, certificate, status, size, a redirect to elsewhere.',
  SCRAPE_EMPTY: 'The source holds nothing.',
  SCRAPE_NOT_METRICS: 'A web page, binary data or another format.',
  SCRAPE_SYNTAX: 'Meant to be metrics, but not one line could be read.',
  NO_KEPLER_METRICS: 'Metrics, but none of Kepler.',
  KEPLER_TOO_OLD: 'Families of a Kepler older than 0.4, whose units are not known.',
  FAKE_METER: "Kepler's fake meter (`dev.fake-cpu-meter`): invented figures are not audited.",
  WINDOW_UNDATED: 'Two scrapes of one node without times.',
  WINDOW_TOO_SHORT: 'Two scrapes of one node less than 10 s apart.',
  WINDOW_NODES_DIFFER:
    'Two scrapes that ought to show one node show two, as from a Service in front of the DaemonSet.',
  NO_INTENSITY: 'No grid intensity is known for what was asked.',
  MIXED_SIGNALS: 'Average with marginal, or lifecycle with operational intensity: they are never combined.',
  OUTPUT_UNWRITABLE: 'A file named with `-o` cannot be written.',
};

/** Flags of a pod in a window. */
export const FLAGS = {
  'counter-reset':
    'the counter fell inside the window: the value is exact where Kepler listed the end, else `lower-bound` stands beside it',
  'lower-bound':
    'some of its energy was not counted (a restart without its end, or only cores or memory measured): no proof that a budget is met',
  partial: 'the pod appeared inside the window; its energy is averaged over all of it',
  gone: 'the pod vanished inside the window without a final value: not measured',
  terminated: 'the pod ended inside the window; its final value is known',
  'short-lived': 'the pod came and ended between two scrapes: not measured',
};
