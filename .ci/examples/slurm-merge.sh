#!/bin/sh
# Slurm: joins what the array of slurm.sh made.
hokoku merge-manifests output
