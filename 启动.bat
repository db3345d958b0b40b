@echo off
rem Starts Qunban on Windows with the newest Python there is.
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
for %%V in (3.13 3.12 3.11 3.14) do (
  py -%%V -c "" >nul 2>nul && (
    py -%%V start.py %*
    goto done
  )
)
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && (
  python start.py %*
  goto done
)
echo 没有找到 Python 3.11 或更新的版本。
echo 请到 https://www.python.org/downloads/ 下载安装，安装时勾选「Add python.exe to PATH」，再双击这个文件。
:done
pause
