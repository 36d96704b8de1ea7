#!/bin/sh
# GNU parallel: eight parts on one machine, in the project's folder. On several machines with a common disk, add
# `--sshlogin` and `--workdir .`.
set -e
parallel --halt soon,fail=1 hokoku build --jobs 1 --quiet --shard '{}/8' --output output ::: 1 2 3 4 5 6 7 8
hokoku merge-manifests output
